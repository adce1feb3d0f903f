package io.plimsoll.daemon.run;

import io.plimsoll.journal.config.YamlSection;

/**
 * What throws the kill switch without an operator. Each may be left out, and then does not.
 *
 * @param lagNs longest that an input may wait to be decided; 0: any time
 * @param clockStepNs most that the wall clock may move away from the monotonic one between two looks at both; 0: any
 * @param ordersPerMinute most orders within a minute; 0: any number
 */
public record AutomaticKillConfig(long lagNs, long clockStepNs, long ordersPerMinute) {
    static AutomaticKillConfig read(final YamlSection yaml, final long stallLimitNs) {
        final YamlSection section = yaml.sectionOrNone("automaticKill");
        final AutomaticKillConfig config = new AutomaticKillConfig(
                section.has("lag") ? section.durationNs("lag") : 0,
                section.has("clockStep") ? section.durationNs("clockStep") : 0,
                section.has("ordersPerMinute") ? section.integer("ordersPerMinute", 0, Integer.MAX_VALUE) : 0);
        if (config.lagNs >= stallLimitNs) {
            throw section.bad("lag", "not less than stallLimit: the daemon would end before it could kill");
        }
        section.end();
        return config;
    }
}
