/**
 * Advice among bots of one gateway about who works on which order, kept in a log of the gateway's own. The daemon never reads it, and an
 * order's fill is the venue's to decide.
 */
package io.plimsoll.gateway.claims;
