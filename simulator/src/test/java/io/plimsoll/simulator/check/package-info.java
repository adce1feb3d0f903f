/** The promises, each as a small class that sees everything and throws a violation. None of them trusts the code under test. */
package io.plimsoll.simulator.check;
