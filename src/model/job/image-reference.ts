const component = '[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*';
const label = '[A-Za-z0-9](?:[-A-Za-z0-9]*[A-Za-z0-9])?';
const domain = `(?:${label}(?:\\.${label})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?`;
const digest = '@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}';

/** The grammar of image references, as the OCI distribution has it: `a/../b` is none. */
export const imageReference = new RegExp(
  `^(?:${domain}/)?${component}(?:/${component})*(?::(?<tag>\\w[\\w.-]{0,127}))?(?<digest>${digest})?$`,
);
