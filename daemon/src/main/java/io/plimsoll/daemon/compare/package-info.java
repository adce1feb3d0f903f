/** What a venue liquidated beside what a journal ordered: who saw whom, when, how much, and by which numbers. */
package io.plimsoll.daemon.compare;
