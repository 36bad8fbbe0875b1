using AlturBridge.Configuration;

namespace AlturBridge.Tests.Configuration;

public sealed class HttpAddressTests
{
    [Theory]
    [InlineData("https://example.com/hook", true)]
    [InlineData("HTTPS://example.com:8443", true)]
    [InlineData("http://localhost:5000/hook", true)]
    [InlineData("http://127.0.0.1", true)]
    [InlineData("http://127.3.2.1:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("http://example.com", false)]
    [InlineData("http://localhost.example.com", false)]
    [InlineData("http://127.0.0.1.example.com", false)]
    [InlineData("http://10.0.0.1", false)]
    [InlineData("http://0.0.0.0", false)]
    [InlineData("http://[::]", false)]
    [InlineData("ftp://localhost/", false)]
    [InlineData("ws://localhost/", false)]
    [InlineData("file:///tmp/hook", false)]
    [InlineData("example.com/hook", false)]
    [InlineData("/hook", false)]
    [InlineData("", false)]
    public void Only_https_and_this_machine_are_safe(string address, bool isSafe)
    {
        Assert.Equal(isSafe, HttpAddress.IsSafe(new Uri(address, UriKind.RelativeOrAbsolute)));
    }

    [Fact]
    public void No_address_is_not_safe()
    {
        Assert.False(HttpAddress.IsSafe(null));
    }
}
