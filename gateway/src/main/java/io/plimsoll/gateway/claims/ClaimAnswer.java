package io.plimsoll.gateway.claims;

/**
 * What becomes of a wish.
 *
 * @param isGranted whether it is done
 * @param standing the claim that stands now; null: none, or the table is full
 */
public record ClaimAnswer(boolean isGranted, Claim standing) {}
