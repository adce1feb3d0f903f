/** Looks at the machine and the folders that a daemon of a configuration would run on, and says what would hurt it and what to do. Changes nothing. */
package io.plimsoll.daemon.doctor;
