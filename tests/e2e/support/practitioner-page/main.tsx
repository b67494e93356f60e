import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import { IceServer } from '../../../../domain/contract/telehealth/signaling.ts';
import { CallEngine } from '../../../../renderer/call/call-engine.ts';
import { CallStage } from '../../../../renderer/call/call-stage.tsx';
import { browserMediaSource, LocalMedia } from '../../../../renderer/call/local-media.ts';
import { newInstance } from '../../../../renderer/call/new-instance.ts';
import { createSimplePeerLink } from '../../../../renderer/call/simple-peer-link.ts';
import type { Call } from '../../../../renderer/call/use-call.ts';
import { createI18n } from '../../../../renderer/ui/i18n.ts';
import { UiProvider } from '../../../../renderer/ui/ui-provider.tsx';
import { createSocketChannel } from './socket-channel.ts';

/** Stands in for the workstation's call screen: the same engine and stage, with a socket of its own instead of the IPC. */
const Seat = z.object({ token: z.string(), visitId: z.string(), iceServers: z.array(IceServer) });

function PractitionerSeat({ call }: { readonly call: Call }) {
  useEffect(() => {
    void call.media.open({ camera: true, microphone: true });
    call.engine.start();
    return () => {
      call.engine.stop();
      call.media.close();
    };
  }, [call]);
  const [isGone, setGone] = useState(false);
  if (isGone) return <p>Left</p>;
  return (
    <main style={{ height: '100vh' }}>
      <h1 style={{ position: 'absolute', overflow: 'hidden', width: 1, height: 1 }}>Call</h1>
      <CallStage
        call={call}
        otherName="Testperson Muñoz"
        phone={null}
        onLeave={() => void call.engine.leave().then(() => setGone(true))}
        onEnd={() => void call.engine.end().then(() => setGone(true))}
      />
    </main>
  );
}

const seat = Seat.parse(JSON.parse(decodeURIComponent(location.hash.slice(1))));
const media = new LocalMedia(browserMediaSource());
const engine = new CallEngine({
  seat: 'practitioner',
  channel: createSocketChannel(location.origin, seat.token, seat.visitId),
  media,
  iceServers: seat.iceServers,
  createLink: createSimplePeerLink,
  clock: { nowMs: () => performance.now() },
  instance: newInstance(),
});
Object.assign(window, { callState: () => engine.getState() });
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <UiProvider density="desk" i18n={createI18n('en')} timeZone="Europe/Madrid">
    <PractitionerSeat call={{ engine, media }} />
  </UiProvider>,
);
