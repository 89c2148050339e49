/** The tokens a server gave out and still takes. */
export interface IssuedTokens {
  issue(): string;
  has(authorization: string | undefined): boolean;
  expireAll(): void;
  count(): number;
}

export function createIssuedTokens(): IssuedTokens {
  const valid = new Set<string>();
  let issued = 0;
  return {
    issue: () => {
      issued += 1;
      const token = `eyJ.sample.${issued}`;
      valid.add(token);
      return token;
    },
    has: (authorization) => valid.has((authorization ?? '').replace(/^Bearer /, '')),
    expireAll: () => valid.clear(),
    count: () => issued,
  };
}
