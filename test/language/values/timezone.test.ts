import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { timezoneProblem } from '../../../src/language/values/timezone.ts';

const cases: readonly { name: string; zone: string; help: string | undefined }[] = [
  { name: 'a place is taken', zone: 'Europe/Warsaw', help: undefined },
  { name: 'no place is taken', zone: 'UTC', help: undefined },
  { name: 'an alias is taken', zone: 'US/Pacific', help: undefined },
  { name: 'an alias without a slash is taken', zone: 'GB-Eire', help: undefined },
  { name: 'an offset by its IANA name is taken', zone: 'Etc/GMT+5', help: undefined },
  { name: 'three parts are taken', zone: 'America/Argentina/ComodRivadavia', help: undefined },
  {
    name: 'small letters are refused',
    zone: 'europe/warsaw',
    help: 'did you mean `Europe/Warsaw`? Capitals count',
  },
  {
    name: 'capitals are refused',
    zone: 'ETC/UTC',
    help: 'did you mean `Etc/UTC`? Capitals count',
  },
  {
    name: 'utc is refused in small letters',
    zone: 'utc',
    help: 'did you mean `UTC`? Capitals count',
  },
  {
    name: 'an alias in small letters is refused, and its place named',
    zone: 'us/pacific',
    help: 'did you mean `America/Los_Angeles`?',
  },
  {
    name: 'an abbreviation that only JavaScript knows is refused',
    zone: 'PST',
    help: 'did you mean `America/Los_Angeles`?',
  },
  { name: 'a slip is mended', zone: 'Europe/Warsav', help: 'did you mean `Europe/Warsaw`?' },
  {
    name: 'an offset is refused',
    zone: '+01:00',
    help: 'time zones are written like Europe/Warsaw or Etc/UTC',
  },
];

for (const { name, zone, help } of cases) {
  test(name, () => {
    assert.is(timezoneProblem(zone), help);
  });
}

test.run();
