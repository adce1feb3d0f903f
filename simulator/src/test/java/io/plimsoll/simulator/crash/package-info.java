/** The process dies before each step that it takes, under each kind of record; what a restart makes of it is held against lives without a crash. */
package io.plimsoll.simulator.crash;
