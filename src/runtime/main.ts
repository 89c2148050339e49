import { readFile } from 'node:fs/promises';
import { readEnvironment } from './config.ts';
import { stacksOf } from './error-fields.ts';
import { exits, startComponent } from './main/start-component.ts';
import { startController } from './main/start-controller.ts';
import { startOasisDropIn } from './main/start-oasis-drop-in.ts';
import { abortOnSignals } from './main/stop-signals.ts';
import { isDropIn } from './oasis-drop-in/settings.ts';
import { createRealClock } from './real-clock.ts';
import { withoutUserInfo } from './without-user-info.ts';

for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    // nothing is known of the state any more, and the next process starts from what the cluster says
    process.stderr.write(withoutUserInfo(`roster: an unexpected error\n${stacksOf(error)}\n`));
    process.exit(exits.failed);
  });
}

const code = await startComponent(
  {
    args: process.argv.slice(2),
    env: readEnvironment(),
    stop: abortOnSignals(process, () => process.exit(exits.failed)),
    error: (text) => void process.stderr.write(text),
    clock: createRealClock(),
    random: Math.random,
    readFile: (path) => readFile(path, 'utf8'),
  },
  { controller: startController, oasisDropIn: startOasisDropIn, isOasisDropIn: isDropIn },
);
// not by itself: a connection that somebody forgot would keep it until it is killed
process.exit(code);
