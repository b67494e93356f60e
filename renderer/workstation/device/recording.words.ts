import { defineWords } from '../../ui/words.ts';

/** Words of a recording: what a device said, as a file. */
export const recordingWords = defineWords('recording', {
  en: {
    export: 'Export recording…',
    explain: 'The device’s bytes as a file that can be replayed. It names no patient.',
    saved: 'Recording saved. It holds the device’s bytes and names no patient.',
    'nothing-recorded': 'There is nothing to save',
    'nothing-recorded.text': 'The device has not said anything yet since the workstation was unlocked.',
    'could-not-write': 'The recording was not saved',
    'could-not-write.text': 'The file could not be written there. Choose another folder.',
  },
  es: {
    export: 'Exportar grabación…',
    explain: 'Los bytes del aparato como archivo que se puede reproducir. No nombra a ningún paciente.',
    saved: 'Grabación guardada. Contiene los bytes del aparato y no nombra a ningún paciente.',
    'nothing-recorded': 'No hay nada que guardar',
    'nothing-recorded.text': 'El aparato aún no ha dicho nada desde que se desbloqueó la estación.',
    'could-not-write': 'La grabación no se ha guardado',
    'could-not-write.text': 'No se ha podido escribir el archivo ahí. Elija otra carpeta.',
  },
});
