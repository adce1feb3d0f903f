/**
 * Reads a log's files byte by byte, without the queue that wrote them: what the queue takes for the end may be a hole. {@link
 * io.plimsoll.journal.walk.LogWalk} tells what is there, and where it stops being right.
 */
package io.plimsoll.journal.walk;
