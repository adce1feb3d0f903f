/**
 * One thread, one seed: the real engine and the real recovery in a world that lies, dies and loses power. A run has two phases: faults,
 * then all of them heal and everything must converge. Checkers hold the promises at every step; planted bugs show that they can.
 */
package io.plimsoll.simulator;
