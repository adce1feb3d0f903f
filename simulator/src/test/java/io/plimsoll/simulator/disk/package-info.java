/** A journal on a disk that is only simulated, behind the ports of the real one: its frames and checks are the real ones. */
package io.plimsoll.simulator.disk;
