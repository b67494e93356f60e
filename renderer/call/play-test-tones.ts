/** Three short rising tones for the speaker test, in Hz; the answer settles when they are over. */
const TONES_HZ = [523, 659, 784];
const TONE_SECONDS = 0.28;

export async function playTestTones(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const volume = context.createGain();
  volume.gain.value = 0.2;
  volume.connect(context.destination);
  for (const [index, frequencyHz] of TONES_HZ.entries()) {
    const tone = context.createOscillator();
    tone.frequency.value = frequencyHz;
    tone.connect(volume);
    tone.start(context.currentTime + index * TONE_SECONDS * 1.3);
    tone.stop(context.currentTime + index * TONE_SECONDS * 1.3 + TONE_SECONDS);
  }
  await new Promise((resolve) => setTimeout(resolve, TONES_HZ.length * TONE_SECONDS * 1.3 * 1000));
  await context.close();
}
