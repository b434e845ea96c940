/** Quotas of one room [SRV3]. A long conversation of many rounds stays far below them. */
export type StorageLimits = Readonly<{
  roomBytes: number;
  /** What a full room still takes of blanks, which make it smaller. */
  roomBytesForBlanks: number;
  /** Devices that may write, over all participants. */
  roomChains: number;
  participants: number;
  openInvitations: number;
}>;

export const storageLimits: StorageLimits = {
  roomBytes: 16 * 1024 * 1024,
  roomBytesForBlanks: 1024 * 1024,
  roomChains: 256,
  participants: 64,
  openInvitations: 64,
};
