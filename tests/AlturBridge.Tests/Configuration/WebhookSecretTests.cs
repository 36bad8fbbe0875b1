using AlturBridge.Configuration;

namespace AlturBridge.Tests.Configuration;

public sealed class WebhookSecretTests
{
    private const string Hexadecimal = "31F290F6BF06298AAB4F08D43C3F082CF648A362DA2DA4B0";

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData(" whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n")]
    public void A_secret_is_base64_with_or_without_its_prefix(string secret)
    {
        Assert.True(WebhookSecret.TryParse(secret, out var key));
        Assert.Equal(Hexadecimal, Convert.ToHexString(key));
    }

    [Theory]
    [InlineData(23, false)]
    [InlineData(24, true)]
    [InlineData(32, true)]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(0, false)]
    public void A_key_has_24_to_64_bytes(int length, bool isKey)
    {
        Assert.Equal(isKey, WebhookSecret.TryParse($"whsec_{Convert.ToBase64String(new byte[length])}", out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("whsec_")]
    [InlineData("whsec_not base64, not at all, really not!")]
    [InlineData("WHSEC_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whpk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaL-_w")]
    public void Anything_else_is_not_a_secret(string? secret)
    {
        Assert.False(WebhookSecret.TryParse(secret, out _));
    }
}
