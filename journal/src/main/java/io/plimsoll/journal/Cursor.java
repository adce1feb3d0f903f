package io.plimsoll.journal;

/**
 * Names the last record that a reader has processed, and its content: a log whose tail was cut and written anew is noticed.
 *
 * @param sequence of the record, 0 for none yet
 * @param index where the queue keeps it; a hint that makes resuming fast
 * @param crc the record's CRC32C
 */
public record Cursor(long sequence, long index, int crc) {}
