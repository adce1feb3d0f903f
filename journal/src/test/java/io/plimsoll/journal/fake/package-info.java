/** Logs for tests that need no disk: the real frames and the real checks, kept wherever the test wants them. */
package io.plimsoll.journal.fake;
