package io.plimsoll.daemon.definitions;

/**
 * How one component of a terms record is stated.
 *
 * @param path the key, after its group's and a dot where it has one
 * @param component the component that it sets, as {@link io.plimsoll.protocol.terms.Terms#names} tells it
 * @param value what its text may be
 */
record Setting(String path, String component, SettingValue value) {
    /** The key's group, empty for none. */
    String group() {
        return path.substring(0, Math.max(0, path.indexOf('.')));
    }

    /** The key without its group. */
    String key() {
        return path.substring(path.indexOf('.') + 1);
    }
}
