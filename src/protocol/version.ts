/** Version of the messages on the wire, told in `hello`. A device that does not know it says so and stops. */
export const PROTOCOL_VERSION = 1;

/** Version in the first byte of every envelope header. There is no negotiation: another one is malformed. */
export const ENVELOPE_VERSION = 1;
