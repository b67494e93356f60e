import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { RunningCall } from '../../../../renderer/workstation/telehealth/running-call.tsx';
import { createPracticeRecord, VISIT_ID } from '../../../support/renderer/practice-record.ts';
import { renderScreen } from '../../../support/renderer/render-screen.tsx';

/** A browser's camera and microphone as they answer here: `works` gives a track, anything else is the error's name. */
interface Devices {
  video: string;
  audio: string;
}
let devices: Devices;

/** Tracks are what happy-dom lacks; the asking, the falling back and the words are the product's. */
class Track extends EventTarget {
  enabled = true;
  readonly kind: string;
  constructor(kind: string) {
    super();
    this.kind = kind;
  }
  stop(): void {}
  getSettings(): object {
    return {};
  }
}
class Stream extends MediaStream {
  readonly #tracks: readonly Track[];
  constructor(tracks: readonly Track[] = []) {
    super();
    this.#tracks = tracks;
  }
  override getTracks(): MediaStreamTrack[] {
    return [...this.#tracks] as unknown as MediaStreamTrack[]; // what a call touches of them
  }
}

beforeEach(() => {
  devices = { video: 'works', audio: 'works' };
  const getUserMedia = async (asked: { readonly video: unknown; readonly audio: unknown }) => {
    const kinds = (['video', 'audio'] as const).filter((kind) => asked[kind] !== false);
    const refusal = kinds.map((kind) => devices[kind]).find((answer) => answer !== 'works');
    if (refusal !== undefined) throw new DOMException('no', refusal);
    return new Stream(kinds.map((kind) => new Track(kind)));
  };
  const mediaDevices = {
    getUserMedia,
    enumerateDevices: async () => [],
    addEventListener() {},
    removeEventListener() {},
  };
  vi.stubGlobal('MediaStream', Stream);
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
  Object.defineProperty(window, 'isSecureContext', { value: true, configurable: true });
  onTestFinished(() => {
    vi.unstubAllGlobals();
    Reflect.deleteProperty(navigator, 'mediaDevices');
  });
});

function openCall(): void {
  renderScreen({
    record: createPracticeRecord(Date.now()),
    path: '/',
    at: '/',
    role: 'practitioner',
    screen: () => (
      <RunningCall
        visitId={VISIT_ID}
        iceServers={[]}
        patientName="Testperson Alder"
        phone={null}
        onClosed={() => undefined}
      />
    ),
  });
}

test.each([
  [
    'camera refused',
    { video: 'NotAllowedError' },
    'The camera is blocked',
    /privacy settings of this computer/,
  ],
  ['camera absent', { video: 'NotFoundError' }, 'No camera found', /Plug one in/],
  [
    'camera in use',
    { video: 'NotReadableError' },
    'Another program is using the camera',
    /Close other video calls/,
  ],
  ['microphone refused', { audio: 'NotAllowedError' }, 'The microphone is blocked', /privacy settings/],
  [
    'both absent',
    { video: 'NotFoundError', audio: 'NotFoundError' },
    'No camera or microphone found',
    /Plug/,
  ],
])('a doctor is told in the call what is wrong and what to do: %s', async (_name, broken, title, remedy) => {
  Object.assign(devices, broken);
  openCall();
  const alert = await screen.findByText(title);
  expect(alert).toBeTruthy();
  expect(screen.getByText(remedy)).toBeTruthy();
});

test('what was allowed meanwhile is taken by trying again, and the words go', async () => {
  devices.video = 'NotAllowedError';
  openCall();
  await screen.findByText('The camera is blocked');
  devices.video = 'works';
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await vi.waitFor(() => expect(screen.queryByText('The camera is blocked')).toBeNull());
});

test('a doctor may go on without; the call keeps its sound', async () => {
  devices.video = 'NotFoundError';
  openCall();
  await screen.findByText('No camera found');
  await userEvent.click(screen.getByRole('button', { name: 'Go on without' }));
  expect(screen.queryByText('No camera found')).toBeNull();
  expect(screen.getByRole('button', { name: /Mute/ })).toBeTruthy();
});

test('with both working nothing is said', async () => {
  openCall();
  await screen.findByRole('button', { name: /Mute/ });
  expect(screen.queryByRole('alert')).toBeNull();
});
