package io.plimsoll.journal;

/** How often a log goes on in a new file. Writer and readers of one log must agree, so it is explicit everywhere. */
public enum Roll {
    /** At UTC midnight: the first append after a roll costs 5 ms, so it should be rare. */
    DAILY,
    /** Each second: for tests, which see 300 rolls at the price of one day. */
    SECONDLY
}
