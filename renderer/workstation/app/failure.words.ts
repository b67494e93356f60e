import { defineWords } from '../../ui/words.ts';

/** What went wrong, what to do and what is safe, for every code that more than one screen can meet. */
export const failureWords = defineWords('failure', {
  en: {
    'not-signed-in': 'You are no longer signed in',
    'not-signed-in.text': 'The workstation was locked meanwhile. Sign in again; what was saved is safe.',
    'not-allowed': 'Your role may not do this',
    'not-allowed.text': 'Nothing was changed. Ask the owner of the clinic if you need it.',
    'storage-full': 'The disk is full',
    'storage-full.text':
      'This was not saved; everything saved before is safe. Free some space and try again.',
    'not-found': 'This record is not on this workstation',
    'not-found.text': 'It may not have arrived yet. Wait for the next sync, or go back and look again.',
    'clock-ahead': "This machine's clock is wrong",
    'clock-ahead.text': 'Nothing was saved. Set the clock of this machine and try again.',
    'server-unreachable': 'The sync server cannot be reached',
    'server-unreachable.text':
      'Work on this workstation goes on and is kept. Check the network, then try again.',
    'server-nonsense': 'The sync server gave an answer that makes no sense',
    'server-nonsense.text': 'Nothing was changed here. Check that the address is that of the sync server.',
    'wrong-state': 'This step is not possible now',
    'wrong-state.text': 'Somebody may have moved this visit on. The list shows how it stands.',
    unexpected: 'Something unexpected happened',
    'unexpected.text': 'What was saved before is safe. Try again; if it stays, restart the workstation.',
  },
  es: {
    'not-signed-in': 'Su sesión ya no está abierta',
    'not-signed-in.text':
      'La estación se bloqueó mientras tanto. Inicie sesión de nuevo; lo guardado está a salvo.',
    'not-allowed': 'Su función no permite hacer esto',
    'not-allowed.text': 'No se cambió nada. Pídalo a la persona titular de la clínica.',
    'storage-full': 'El disco está lleno',
    'storage-full.text':
      'Esto no se guardó; todo lo anterior está a salvo. Libere espacio y vuelva a intentarlo.',
    'not-found': 'Este registro no está en esta estación',
    'not-found.text': 'Quizá aún no ha llegado. Espere a la próxima sincronización o vuelva atrás.',
    'clock-ahead': 'El reloj de este equipo está mal',
    'clock-ahead.text': 'No se guardó nada. Ponga el reloj en hora y vuelva a intentarlo.',
    'server-unreachable': 'No se llega al servidor de sincronización',
    'server-unreachable.text':
      'El trabajo en esta estación continúa y se conserva. Revise la red y reintente.',
    'server-nonsense': 'El servidor de sincronización dio una respuesta sin sentido',
    'server-nonsense.text': 'Aquí no se cambió nada. Compruebe que la dirección es la del servidor.',
    'wrong-state': 'Este paso no es posible ahora',
    'wrong-state.text': 'Quizá alguien ya avanzó esta visita. La lista muestra cómo está.',
    unexpected: 'Ocurrió algo inesperado',
    'unexpected.text': 'Lo guardado antes está a salvo. Reintente; si continúa, reinicie la estación.',
  },
});
