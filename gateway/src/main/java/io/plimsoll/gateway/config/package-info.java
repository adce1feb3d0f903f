/** The gateway's configuration, concluded once from one file. */
package io.plimsoll.gateway.config;
