/** The name of the header in which our own server hands on the peer's address; a caller's own is overwritten there. */
export const peerHeader = 'x-portfolio-peer';
