const label = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const subdomain = new RegExp(`^${label}(\\.${label})*$`);
const plainName = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Tells whether a text is a DNS name in lower case, as most objects of Kubernetes are named. */
export function isSubdomain(text: string): boolean {
  return text.length <= 253 && subdomain.test(text);
}

/** Tells whether a text is a DNS name without dots, as containers and volumes are named. */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && isSubdomain(text) && !text.includes('.');
}

/** Tells whether a text is a key of labels: a name, with a DNS name and a slash before it or not. */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  return slash < 0 ? plainName.test(key) : isDomainName(key);
}

/** Tells whether a text is `domain/name`, as the resources of device plugins are named. */
export function isDomainName(key: string): boolean {
  const slash = key.indexOf('/');
  return slash > 0 && isSubdomain(key.slice(0, slash)) && plainName.test(key.slice(slash + 1));
}

/** Tells whether a text names a resource of a device plugin; a quota puts `requests.` before it, which must fit. */
export function isExtendedResource(key: string): boolean {
  return !key.startsWith('requests.') && isDomainName(key) && isDomainName(`requests.${key}`);
}

/** Tells whether a text is the value of a label; the empty one is. */
export function isLabelValue(text: string): boolean {
  return text === '' || plainName.test(text);
}
