package io.plimsoll.feed.chainlink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plimsoll.feed.live.Wire;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signatures, computed a second way from the definition of HMAC in RFC 2104, and compared with the venue's own vectors. */
@Timeout(30)
class RequestSignerTest {
    private static final String KEY_ID = "2f0a1c9e-key";
    private static final String SECRET =
            "a secret of more than sixty-four bytes so that it has to be hashed first: 0123456789";
    private static final URI PAGE = URI.create("https://h/api/v1/reports/page?feedID=0x01&startTimestamp=5&limit=7");

    private static byte[] sha256(final byte[]... parts) throws GeneralSecurityException {
        final MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (final byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static byte[] padded(final byte[] key, final int pad) {
        final byte[] block = new byte[64];
        System.arraycopy(key, 0, block, 0, key.length);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= (byte) pad;
        }
        return block;
    }

    private static String hmac(final String secret, final String text) throws GeneralSecurityException {
        final byte[] bytes = secret.getBytes(UTF_8);
        final byte[] key = bytes.length > 64 ? sha256(bytes) : bytes;
        return HexFormat.of().formatHex(sha256(padded(key, 0x5C), sha256(padded(key, 0x36), text.getBytes(UTF_8))));
    }

    private static Credentials credentials(final String secret) {
        return Credentials.parse(KEY_ID + "\n" + secret + "\n");
    }

    @Test
    void shouldSignMethodPathBodyKeyAndTime() throws GeneralSecurityException {
        for (final String secret : new String[] {"short", SECRET.replace(' ', '-')}) {
            // the hash of nothing: https://docs.chain.link/data-streams/reference/data-streams-api/authentication
            final String signed = "GET /api/v1/reports/page?feedID=0x01&startTimestamp=5&limit=7"
                    + " e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 2f0a1c9e-key 1716211845123";
            assertEquals(
                    Map.of(
                            "Authorization",
                            KEY_ID,
                            "X-Authorization-Timestamp",
                            "1716211845123",
                            "X-Authorization-Signature-SHA256",
                            hmac(secret, signed)),
                    new RequestSigner(credentials(secret)).get(PAGE, 1_716_211_845_123L));
        }
    }

    @Test
    void shouldSignOtherwiseWithAnotherSecretOrTime() {
        final Map<String, String> headers = new RequestSigner(credentials("secret")).get(PAGE, 1);
        final String name = "X-Authorization-Signature-SHA256";
        assertNotEquals(
                headers.get(name),
                new RequestSigner(credentials("secreu")).get(PAGE, 1).get(name));
        assertNotEquals(
                headers.get(name),
                new RequestSigner(credentials("secret")).get(PAGE, 2).get(name));
    }

    @Test
    void shouldPrintNothingOfTheSecret() {
        assertFalse(credentials("hush").toString().contains("hush"));
        for (final String text :
                new String[] {"hush", "id\nhush\nmore", "\nhush", "id\nhu sh", "id\nhush\u00e9", "id x\nhush"}) {
            final String complaint = assertThrows(IllegalArgumentException.class, () -> Credentials.parse(text))
                    .getMessage();
            assertFalse(complaint.contains("hu"), complaint);
        }
    }

    @Test
    void shouldTakeTwoLinesHoweverTheyEnd() {
        for (final String text : new String[] {"id\nsecret", "id\r\nsecret\r\n", " id \n secret \n\n"}) {
            assertEquals(
                    new RequestSigner(Credentials.parse("id\nsecret")).get(PAGE, 1),
                    new RequestSigner(Credentials.parse(text)).get(PAGE, 1));
        }
    }

    @Test
    void shouldAgreeWithTheVenuesOwnVectors() {
        final String vectors = String.join("", Wire.lines("chainlink-data-streams/hmac.json"));
        final Matcher matcher = Pattern.compile(
                        "\"method\":\"(.*?)\",\"path\":\"(.*?)\",\"body\":\"(.*?)\",\"clientId\":\"(.*?)\",\"timestampMs\":(\\d+),"
                                + "\"secret\":\"(.*?)\",\"signature\":\"(.*?)\"\\}")
                .matcher(vectors);
        int count = 0;
        while (matcher.find()) {
            final Map<String, String> headers = new RequestSigner(
                            Credentials.parse(matcher.group(4) + "\n" + matcher.group(6)))
                    .headers(
                            matcher.group(1),
                            matcher.group(2),
                            matcher.group(3).replace("\\\"", "\""),
                            Long.parseLong(matcher.group(5)));
            assertEquals(matcher.group(7), headers.get("X-Authorization-Signature-SHA256"));
            count++;
        }
        assertEquals(2, count);
    }
}
