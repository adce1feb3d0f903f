package io.plimsoll.feed.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SymbolLimitTest {
    @Test
    void shouldTakeAsManySymbolsAsTheLimitAndNoMore() {
        final StringBuilder file = new StringBuilder("ts,instrument,price\n");
        for (int symbol = 0; symbol < SymbolTable.MAX_SYMBOLS; symbol++) {
            file.append("1,S").append(symbol).append(",1\n");
        }
        file.append("2,S0,1\n");
        final RecordedTicks recorded = TestFiles.read(file.toString());
        assertEquals(SymbolTable.MAX_SYMBOLS, recorded.unknownSymbols().size());
        assertEquals(2, recorded.unknownSymbols().get("S0"));

        file.append("3,one-too-many,1\n");
        final FormatException e = assertThrows(FormatException.class, () -> TestFiles.read(file.toString()));
        assertEquals(SymbolTable.MAX_SYMBOLS + 3, e.line());
        assertTrue(e.getMessage().contains("'one-too-many'; expected at most 65536 different symbols"), e.getMessage());
    }
}
