package io.plimsoll.daemon.run;

/**
 * What a reload reads again of the admin port for other machines, from where the configuration says that it stands.
 *
 * @param tokens who may come
 * @param key what the port shows of itself
 */
record AdminSecrets(AdminTokens tokens, AdminKey key) {}
