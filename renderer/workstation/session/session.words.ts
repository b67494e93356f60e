import { defineWords } from '../../ui/words.ts';

export const sessionWords = defineWords('session', {
  en: {
    signIn: 'Sign in',
    signInTo: 'Sign in to {{clinic}}',
    thisClinic: 'this clinic',
    lockedSoft: 'This workstation is locked. Sync goes on.',
    lockedHard: 'This workstation is locked and its record is closed.',
    username: 'Sign-in name',
    password: 'Password',
    wrongPassword: 'Name or password is wrong.',
    wrongPasswordTries_one: 'Name or password is wrong. One more try before you have to wait.',
    wrongPasswordTries_other: 'Name or password is wrong. {{count}} more tries before you have to wait.',
    tooManyTries: 'Too many wrong tries. Wait {{seconds}} seconds, then try again.',
    notActiveHere:
      'You have not signed in on this workstation before. Ask a colleague to sign in here first; then you can.',
    keychainMissing: 'The keychain of this machine does not give the key. Nothing was changed.',
    databaseDamaged: 'The record on this machine cannot be read. Nothing was changed.',
    useRecoveryKey: 'Use the recovery key',
    back: 'Back',
    recoverTitle: 'Open with the recovery key',
    recoverText:
      'The printed key opens the record and gives one person a new password. Everything recorded stays.',
    recoveryKey: 'Recovery key',
    recoveryKeyHint: 'As printed. Capitals, spaces and dashes do not matter.',
    newPassword: 'New password',
    newPasswordHint: 'At least 8 signs',
    open: 'Open',
    withoutKeychain: 'Go on without this machine’s keychain',
    'fault.wrong-recovery-key':
      'This is not the recovery key of this clinic. Compare it with the sheet, group by group.',
    'fault.unknown-username': 'There is nobody with this sign-in name.',
    'fault.weak-password':
      'This password is too easy to guess. Take a longer one that is not the clinic’s name.',
    'fault.database-damaged':
      'The key is right, but the record on this machine cannot be read. Nothing was changed.',
    'fault.keychain-refused':
      'The keychain of this machine does not keep what it is given. Go on without it, or mend it and try again.',
    keychainTitle: 'The key is not at hand',
    'keychain.locked-or-lost':
      'The keychain of this machine is locked, or the clinic’s entry in it is gone. The record is safe and was not touched.',
    'keychain.unavailable':
      'This machine’s keychain does not answer. The record is safe and was not touched.',
    'keychain.changed':
      'The clinic’s entry in this machine’s keychain is not the one that belongs to this record. The record is safe and was not touched.',
    keychainDo:
      'Unlock the keychain (on Windows and Mac, sign in to the system as usual) and try again. If that is not possible, the recovery key opens the record.',
    tryAgain: 'Try again',
    stillMissing: 'Still not there.',
    damagedTitle: 'The record on this machine is damaged',
    damagedText:
      'A part of {{detail}} does not pass its check. Nothing is opened, so that nothing gets worse.',
    damagedDo:
      'Do not delete anything. If another workstation is in the clinic, join again with a new code after putting this data folder aside. Otherwise restore the last backup. What was synced is safe on the server.',
    newerTitle: 'The record is newer than this app',
    newerText:
      'It was written by version {{databaseVersion}}; this is version {{appVersion}}. It was not opened and not changed.',
    newerDo: 'Install the newer version of the app and start again.',
    folderTitle: 'The data folder cannot be used',
    folderText: 'The app may not read or write {{detail}}. Nothing was changed.',
    folderDo:
      'Check that the disk is connected, is not full, and that your user may write to the folder. Then try again.',
    needed: 'This is needed',
  },
  es: {
    signIn: 'Entrar',
    signInTo: 'Entrar en {{clinic}}',
    thisClinic: 'esta clínica',
    lockedSoft: 'Esta estación está bloqueada. La sincronización continúa.',
    lockedHard: 'Esta estación está bloqueada y su registro, cerrado.',
    username: 'Nombre de acceso',
    password: 'Contraseña',
    wrongPassword: 'Nombre o contraseña incorrectos.',
    wrongPasswordTries_one: 'Nombre o contraseña incorrectos. Un intento más antes de tener que esperar.',
    wrongPasswordTries_other:
      'Nombre o contraseña incorrectos. {{count}} intentos más antes de tener que esperar.',
    tooManyTries: 'Demasiados intentos fallidos. Espere {{seconds}} segundos y vuelva a intentarlo.',
    notActiveHere:
      'Aún no ha entrado en esta estación. Pida a alguien del equipo que entre antes; después podrá usted.',
    keychainMissing: 'El llavero de este equipo no entrega la clave. No se cambió nada.',
    databaseDamaged: 'El registro de este equipo no se puede leer. No se cambió nada.',
    useRecoveryKey: 'Usar la clave de recuperación',
    back: 'Atrás',
    recoverTitle: 'Abrir con la clave de recuperación',
    recoverText:
      'La clave impresa abre el registro y da a una persona una contraseña nueva. Todo lo registrado se conserva.',
    recoveryKey: 'Clave de recuperación',
    recoveryKeyHint: 'Como está impresa. Da igual mayúsculas, espacios y guiones.',
    newPassword: 'Contraseña nueva',
    newPasswordHint: 'Al menos 8 signos',
    open: 'Abrir',
    withoutKeychain: 'Seguir sin el llavero de este equipo',
    'fault.wrong-recovery-key':
      'Esta no es la clave de recuperación de la clínica. Compárela con la hoja, grupo a grupo.',
    'fault.unknown-username': 'No hay nadie con este nombre de acceso.',
    'fault.weak-password':
      'Esta contraseña es demasiado fácil. Tome una más larga que no sea el nombre de la clínica.',
    'fault.database-damaged': 'La clave es correcta, pero el registro no se puede leer. No se cambió nada.',
    'fault.keychain-refused':
      'El llavero de este equipo no guarda lo que se le da. Siga sin él, o arréglelo y reintente.',
    keychainTitle: 'La clave no está a mano',
    'keychain.locked-or-lost':
      'El llavero de este equipo está bloqueado, o falta en él la entrada de la clínica. El registro está a salvo y no se ha tocado.',
    'keychain.unavailable':
      'El llavero de este equipo no responde. El registro está a salvo y no se ha tocado.',
    'keychain.changed':
      'La entrada de la clínica en el llavero no es la de este registro. El registro está a salvo y no se ha tocado.',
    keychainDo:
      'Desbloquee el llavero (en Windows y Mac, entre en el sistema como siempre) y reintente. Si no es posible, la clave de recuperación abre el registro.',
    tryAgain: 'Reintentar',
    stillMissing: 'Sigue sin estar.',
    damagedTitle: 'El registro de este equipo está dañado',
    damagedText: 'Una parte de {{detail}} no pasa su comprobación. No se abre nada, para que nada empeore.',
    damagedDo:
      'No borre nada. Si hay otra estación en la clínica, aparte esta carpeta y vuelva a unirse con un código nuevo. Si no, restaure la última copia. Lo sincronizado está a salvo en el servidor.',
    newerTitle: 'El registro es más nuevo que esta aplicación',
    newerText:
      'Lo escribió la versión {{databaseVersion}}; esta es la {{appVersion}}. No se abrió ni se cambió.',
    newerDo: 'Instale la versión más nueva de la aplicación y arranque de nuevo.',
    folderTitle: 'No se puede usar la carpeta de datos',
    folderText: 'La aplicación no puede leer o escribir {{detail}}. No se cambió nada.',
    folderDo:
      'Compruebe que el disco está conectado, no está lleno y que su usuario puede escribir en la carpeta. Luego reintente.',
    needed: 'Hace falta',
  },
});
