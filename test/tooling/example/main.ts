import { count, greeting } from './greeting.prebuilt.ts';
import { validateList, validateName } from './validators.standalone.ts';

// What ../build.test.ts bundles and runs: a prebuilt, a standalone and a lazily loaded module.
const { kindOfApp } = await import('./lazy.ts');
const names = ['abc', 'abcd'].map((name) => validateName(name));
console.log(
  JSON.stringify({
    greeting,
    count,
    names,
    error: validateName.errors?.[0]?.message,
    lists: [
      [{ a: 1 }, { a: 1 }],
      ['a', 'b'],
    ].map((list) => validateList(list)),
    app: kindOfApp(),
  }),
);
