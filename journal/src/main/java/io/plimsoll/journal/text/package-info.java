/** Records of either log as text: JSON for machines, lines for people. One encoding for every program that shows them. */
package io.plimsoll.journal.text;
