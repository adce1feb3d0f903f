/** What an operator does with a journal that nobody writes: check it, repair it, thin it out, hand it on. */
package io.plimsoll.daemon.integrity;
