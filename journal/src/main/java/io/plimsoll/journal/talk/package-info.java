/** What programs around a journal say to whoever reads their log: lines with a code that stays, no more of them than can be read. The journal itself says nothing. */
package io.plimsoll.journal.talk;
