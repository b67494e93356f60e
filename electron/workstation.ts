import type { WorkstationEvent, WorkstationState } from '../domain/contract/ipc/workstation.ts';
import { attachPracticeDevices, startClinicServices } from './clinic-services.ts';
import type { CallContext, FrontDoor } from './ipc/call-context.ts';
import { createEventHub, type EventHub } from './ipc/event-hub.ts';
import { router } from './ipc/router.ts';
import { createWindowServer, type WindowServer } from './ipc/serve.ts';
import { createKeyring } from './keys/keyring.ts';
import { SCRYPT_COST } from './keys/password-hash.ts';
import { seedPracticeClinic } from './practice/seed-practice-clinic.ts';
import { startPracticeClinic } from './practice-start.ts';
import { createServerMeeting, enrolAndLoad, type MeetServer } from './sync-founding.ts';
import { isPracticeClinic } from './session/clinic-profile.ts';
import { dataFolderAt } from './session/data-folder.ts';
import { createDesk, currentAt, type Desk } from './session/desk.ts';
import { followStaffAccounts } from './session/follow-staff-accounts.ts';
import { createFrontDoor } from './session/front-door.ts';
import { createClinicOpener } from './session/open-vault-database.ts';
import type { OpenedClinic } from './session/opened-clinic.ts';
import { inspectAgain, type SessionContext } from './session/session-context.ts';
import { createSignInThrottle } from './session/sign-in-throttle.ts';
import type { WorkstationOptions } from './workstation-options.ts';

/** The core of a workstation, whoever starts it: Electron's main process, a test, a benchmark. */
export interface Workstation {
  readonly state: () => WorkstationState;
  readonly frontDoor: FrontDoor;
  /** What calls are answered with; `current` is null while nobody is signed in. */
  readonly callContext: CallContext;
  /** Answers a window's calls over its port. */
  readonly serve: WindowServer;
  /** Hears every event inside the core; answers how to stop. */
  readonly onEvent: (listener: (event: WorkstationEvent) => void) => () => void;
  /** Ends everything, closes the database and wipes the key. */
  readonly close: () => Promise<void>;
}

/** Looks at the data folder and opens what it holds; asks nobody anything. */
export async function openWorkstation(options: WorkstationOptions): Promise<Workstation> {
  const events = createEventHub();
  const desk = createDesk();
  const meetServer = createServerMeeting(options);
  const context = sessionContext(options, { desk, events, meetServer });
  await inspectAgain(context);
  const frontDoor = createFrontDoor({
    context,
    events,
    output: options.output,
    seedPractice: seedPracticeClinic,
    enrol: enrolAndLoad,
    onEntered: (opened) => entered(meetServer, opened),
  });
  const callContext = { frontDoor, current: () => currentAt(desk), output: options.output };
  if (options.start.mode === 'practice') await startPracticeClinic(frontDoor, options.start.password);
  return {
    state: frontDoor.state,
    frontDoor,
    callContext,
    serve: createWindowServer(router, callContext, options.logger),
    onEvent: events.listen,
    close: () => frontDoor.lock({ depth: 'hard' }),
  };
}

interface SessionParts {
  readonly desk: Desk;
  readonly events: EventHub;
  readonly meetServer: MeetServer;
}

function sessionContext(
  options: WorkstationOptions,
  { desk, events, meetServer }: SessionParts,
): SessionContext {
  const { clock, ids, logger, keychain, nativeBinding } = options;
  const folder = dataFolderAt(options.dataDir);
  const { announce } = events;
  return {
    desk,
    folder,
    keyring: createKeyring({ file: folder.envelopeFile, keychain, scrypt: options.scrypt ?? SCRYPT_COST }),
    open: createClinicOpener({
      databaseFile: folder.databaseFile,
      nativeBinding,
      clock,
      ids,
      announce,
      startServices: (clinic) => startClinicServices(options, clinic, meetServer),
      onOpened: (clinic) => followStaffAccounts({ desk, announce }, clinic),
    }),
    throttle: createSignInThrottle(clock),
    clock,
    ids,
    logger,
    announce,
    isKeychainUsable: async () => keychain !== null && (await keychain.get('probe')).ok,
    joinServerUrl: options.serverUrl,
  };
}

/** A clinic that was just made: its practice devices are put on the bench, and the server it was started with learns of it. */
function entered(meetServer: MeetServer, { clinic, services }: OpenedClinic): void {
  if (isPracticeClinic(clinic)) attachPracticeDevices(services.devices);
  void meetServer(clinic, services); // never rejects
}
