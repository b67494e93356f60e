import { defineWords } from '../../ui/words.ts';

/** What can go wrong at a port, as a sentence, and what a person does about it; by system where that differs. */
export const deviceProblemWords = defineWords('device-problem', {
  en: {
    'problem.port-absent': '{{port}} is not there.',
    'problem.port-busy': 'Another program holds {{port}}.',
    'problem.port-refused': '{{port}} could not be opened.',
    'problem.port-forbidden': 'This computer does not let us open {{port}}.',
    'problem.addon-missing': 'The part of this program that speaks to such ports did not load.',
    'problem.other-device': 'Another device than the remembered one answers at {{port}}.',
    'problem.unplugged': 'The device was unplugged.',
    'problem.silent': 'The device is connected but sends nothing.',
    'problem.garbage': 'What arrives is not a reading.',
    'problem.checksum': 'A reading arrived damaged and was thrown away.',
    'problem.wrong-format': 'The device sends another output format.',
    'problem.no-answer': 'The device does not answer.',
    'problem.refused': 'The device refused to give a reading.',
    'remedy.port-absent':
      'Plug it in; it is opened by itself. At another port it is found again if it says who it is.',
    'remedy.port-busy.linux':
      'End the other program. On a fresh Linux it is often ModemManager, which tries every new serial port. It is tried again by itself.',
    'remedy.port-busy.darwin':
      'End the other program, often the maker’s own or a browser tab. It is tried again by itself.',
    'remedy.port-busy.win32':
      'End the other program, often the maker’s own in the notification area beside the clock. It is tried again by itself.',
    'remedy.port-refused.linux': 'Try another cable or another USB port, without a hub between.',
    'remedy.port-refused.darwin':
      'Install the driver of the cable (Prolific, Silicon Labs or FTDI) and allow it in System Settings, or try another cable.',
    'remedy.port-refused.win32':
      'Install the driver of the cable (Prolific, Silicon Labs or FTDI), or try another cable. Device Manager marks one that is missing.',
    'remedy.port-forbidden.linux':
      'Whoever administers this computer saves this line as /etc/udev/rules.d/70-clinic-devices.rules. Then plug the device in again.',
    'remedy.port-forbidden.group':
      'Whoever administers this computer adds the user to the group that may open serial ports. Then sign in to the computer again.',
    'remedy.port-forbidden.hid':
      'Whoever administers this computer allows this device with a udev rule. Unplug it and plug it in again; when its ids are known, the rule is shown here.',
    'remedy.port-forbidden.darwin':
      'Allow this program in System Settings, Privacy & Security, Input Monitoring. Then start it again.',
    'remedy.port-forbidden.win32':
      'Another program may hold it, or an administrator keeps it from you. End the maker’s program, then ask your administrator.',
    'remedy.addon-missing': 'Install this program again. Values can be typed by hand meanwhile.',
    'remedy.other-device':
      'Put the remembered device back. If this one replaces it, say so: from then on it is this device.',
    'remedy.unplugged': 'Plug it in again; it goes on by itself.',
    'remedy.silent': 'Switch it on; check sensor and cable.',
    'remedy.garbage':
      'Check the cable, that the right device type was chosen, and that the device sends at its usual speed.',
    'remedy.checksum': 'Measure again. If it happens often, change the cable.',
    'remedy.wrong-format': 'Choose the right format on the device; the guide says which.',
    'remedy.no-answer': 'Connect it and switch it on; the guide says which key to press.',
    'remedy.refused': 'Look at its display, measure again on the device, then fetch the reading.',
    'rule.label': 'Line to save',
    'group.label': 'Command',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'It could not be copied. Select the text and copy it by hand.',
    accept: 'This is it now',
    acceptLabel: 'This is it now: {{label}}',
    accepted: '{{label}} is the device that is connected now',
    system: 'The system says: {{detail}}',
    answers: 'It says it is: {{detail}}',
    since: 'Since',
    earlier: 'Happened',
  },
  es: {
    'problem.port-absent': '{{port}} no está.',
    'problem.port-busy': 'Otro programa ocupa {{port}}.',
    'problem.port-refused': 'No se ha podido abrir {{port}}.',
    'problem.port-forbidden': 'Este ordenador no nos deja abrir {{port}}.',
    'problem.addon-missing': 'La parte de este programa que habla con esos puertos no se ha cargado.',
    'problem.other-device': 'En {{port}} contesta otro aparato que el recordado.',
    'problem.unplugged': 'Se ha desenchufado el aparato.',
    'problem.silent': 'El aparato está conectado pero no envía nada.',
    'problem.garbage': 'Lo que llega no es una lectura.',
    'problem.checksum': 'Una lectura llegó dañada y se ha descartado.',
    'problem.wrong-format': 'El aparato envía otro formato de salida.',
    'problem.no-answer': 'El aparato no contesta.',
    'problem.refused': 'El aparato no ha querido dar una lectura.',
    'remedy.port-absent': 'Enchúfelo; se abre solo. En otro puerto se encuentra de nuevo si dice quién es.',
    'remedy.port-busy.linux':
      'Cierre el otro programa. En un Linux recién instalado suele ser ModemManager, que prueba cada puerto serie nuevo. Se reintenta solo.',
    'remedy.port-busy.darwin':
      'Cierre el otro programa, a menudo el del fabricante o una pestaña del navegador. Se reintenta solo.',
    'remedy.port-busy.win32':
      'Cierre el otro programa, a menudo el del fabricante junto al reloj. Se reintenta solo.',
    'remedy.port-refused.linux': 'Pruebe otro cable u otro puerto USB, sin concentrador.',
    'remedy.port-refused.darwin':
      'Instale el controlador del cable (Prolific, Silicon Labs o FTDI) y permítalo en Ajustes del Sistema, o pruebe otro cable.',
    'remedy.port-refused.win32':
      'Instale el controlador del cable (Prolific, Silicon Labs o FTDI), o pruebe otro cable. El Administrador de dispositivos marca el que falta.',
    'remedy.port-forbidden.linux':
      'Quien administra este ordenador guarda esta línea como /etc/udev/rules.d/70-clinic-devices.rules. Después vuelva a enchufar el aparato.',
    'remedy.port-forbidden.group':
      'Quien administra este ordenador añade al usuario al grupo que puede abrir puertos serie. Después vuelva a iniciar sesión en el ordenador.',
    'remedy.port-forbidden.hid':
      'Quien administra este ordenador permite este aparato con una regla udev. Desenchúfelo y enchúfelo; cuando se conozcan sus números, la regla aparece aquí.',
    'remedy.port-forbidden.darwin':
      'Permita este programa en Ajustes del Sistema, Privacidad y seguridad, Monitorización de entrada. Después ábralo de nuevo.',
    'remedy.port-forbidden.win32':
      'Quizá lo ocupa otro programa, o un administrador se lo impide. Cierre el programa del fabricante y pregunte a su administrador.',
    'remedy.addon-missing':
      'Instale este programa de nuevo. Mientras tanto los valores se pueden escribir a mano.',
    'remedy.other-device':
      'Vuelva a poner el aparato recordado. Si este lo sustituye, dígalo: desde entonces es este aparato.',
    'remedy.unplugged': 'Enchúfelo de nuevo; sigue solo.',
    'remedy.silent': 'Enciéndalo; revise el sensor y el cable.',
    'remedy.garbage':
      'Revise el cable, que el tipo de aparato elegido sea el correcto y que el aparato envíe a su velocidad habitual.',
    'remedy.checksum': 'Mida otra vez. Si ocurre a menudo, cambie el cable.',
    'remedy.wrong-format': 'Elija el formato correcto en el aparato; la guía dice cuál.',
    'remedy.no-answer': 'Conéctelo y enciéndalo; la guía dice qué tecla pulsar.',
    'remedy.refused': 'Mire su pantalla, mida otra vez en el aparato y pida la lectura.',
    'rule.label': 'Línea que guardar',
    'group.label': 'Orden',
    copy: 'Copiar',
    copied: 'Copiado',
    copyFailed: 'No se ha podido copiar. Seleccione el texto y cópielo a mano.',
    accept: 'Ahora es este',
    acceptLabel: 'Ahora es este: {{label}}',
    accepted: '{{label}} es el aparato que está conectado ahora',
    system: 'El sistema dice: {{detail}}',
    answers: 'Dice ser: {{detail}}',
    since: 'Desde',
    earlier: 'Ocurrió',
  },
});
