import type { ChecksByPath } from './rule.ts';

const name = '[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const domain = '[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*';
export const labelKey = `^(${domain}/)?${name}$`;
/** The domain of an annotation may be in capitals. */
export const annotationKey = `^(${domain.replaceAll('a-z0-9', 'A-Za-z0-9')}/)?${name}$`;
export const labelValue = `^(${name})?$`;
export const domainName = `^${domain}/${name}$`;

/** Checks a map of labels, which the API server would refuse on the objects that they go on. */
export function labels(path: string): ChecksByPath {
  return {
    [path]: {
      rules: [
        {
          rule: `self.all(key, key.matches('${labelKey}') && size(key) <= 317)`,
          message:
            'must have labels as keys: at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like',
        },
        {
          rule: `self.all(key, self[key].matches('${labelValue}'))`,
          message: "must have labels' values: at most 63 letters, digits, -, _ and .",
        },
      ],
    },
    [`${path}.*`]: { maxLength: 63 },
  };
}

/** Checks the keys of a map of annotations. */
export function annotations(path: string): ChecksByPath {
  return {
    [path]: {
      rules: [
        {
          rule: `self.all(key, key.matches('${annotationKey}'))`,
          message:
            'must have annotations as keys: at most 63 letters, digits, -, _ and ., with a DNS name and / before it if you like',
        },
      ],
    },
  };
}
