/** Tokens of the issuer for a sign-in over the API: the same kind as any relying party gets, tied to a session. */
export interface Issuer {
  /** Times in seconds. */
  issue(input: { sessionId: string; userId: string; scopes: readonly string[] }): Promise<IssuedTokens>;
  /**
   * Rotates a refresh token. `reused` = it was rotated before: its session must end; null = not one of ours, or dead.
   */
  refresh(refreshToken: string): Promise<RefreshResult | null>;
}

export type IssuedTokens = { accessToken: string; refreshToken: string; expiresIn: number };
export type RefreshResult = { sessionId: string; userId: string } & (
  | { reused: true }
  | { reused: false; tokens: IssuedTokens }
);
