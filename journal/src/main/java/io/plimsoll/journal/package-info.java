/**
 * The journal's ports: {@link io.plimsoll.journal.FrameLogWriter} appends records behind our frame,
 * {@link io.plimsoll.journal.FrameLogReader} follows them live from another thread, process or user, and every loss is a
 * {@link io.plimsoll.journal.JournalException} that says what is missing. {@link io.plimsoll.journal.FrameLogs} is the way
 * in. Only {@code io.plimsoll.journal.chronicle} knows which queue lies underneath.
 */
package io.plimsoll.journal;
