using System.Text;
using AlturBridge.Receiving.Authentication;
using static AlturBridge.Tests.Receiving.Authentication.Requests;

namespace AlturBridge.Tests.Receiving.Authentication;

public sealed class BasicTests
{
    private const string Secret = "Aladdin:open sesame";

    [Fact]
    public void The_example_of_RFC_7617_is_proven()
    {
        var vector = Vector.Of("basic-auth-rfc7617");

        Assert.Null(Basic($"{vector.Text("username")}:{vector.Text("password")}").Refusal(vector.Request(), vector.Now));
    }

    [Theory]
    [InlineData("BASIC")]
    [InlineData("basic")]
    [InlineData("Basic   ")]
    public void The_case_of_the_scheme_and_the_spaces_after_it_do_not_matter(string scheme)
    {
        Assert.Null(Refusal($"{scheme} {Encoded(Secret)}", Secret));
    }

    /// <summary>RFC 7617, section 2.1: user <c>test</c>, password 123 and a pound sign.</summary>
    [Fact]
    public void User_and_password_are_UTF_8()
    {
        Assert.Null(Basic("test:123£ and more").Refusal(WithHeader("Authorization", $"Basic {Encoded("test:123£ and more")}"), Now));
        Assert.StartsWith("dGVzdDoxMjPCow", Encoded("test:123£"), StringComparison.Ordinal);

        var latin1 = Convert.ToBase64String(Encoding.Latin1.GetBytes("test:123£ and more"));
        Assert.StartsWith("User or password is wrong: ", Refusal($"Basic {latin1}", "test:123£ and more"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_may_hold_colons()
    {
        Assert.Null(Refusal($"Basic {Encoded("crm:a:b:c:d:e")}", "crm:a:b:c:d:e"));
    }

    [Fact]
    public void Each_of_two_secrets_opens_while_rotating()
    {
        var basic = Basic("crm:the old one", "crm:the new one");

        Assert.Null(basic.Refusal(WithHeader("Authorization", $"Basic {Encoded("crm:the old one")}"), Now));
        Assert.Null(basic.Refusal(WithHeader("Authorization", $"Basic {Encoded("crm:the new one")}"), Now));
        Assert.NotNull(basic.Refusal(WithHeader("Authorization", $"Basic {Encoded("crm:the first one")}"), Now));
    }

    [Theory]
    [InlineData("Aladdin:open Sesame")]
    [InlineData("aladdin:open sesame")]
    [InlineData("Aladdin:open sesame ")]
    [InlineData("Aladdin:open sesam")]
    [InlineData("Aladdin:")]
    [InlineData("Aladdin")]
    [InlineData(":")]
    public void Another_user_or_password_is_refused(string credentials)
    {
        Assert.Equal(
            "User or password is wrong: give the sender the user and the password from Sources__crm__Secrets__0.",
            Refusal($"Basic {Encoded(credentials)}", Secret));
    }

    [Theory]
    [InlineData("Basic", "does not begin with 'Basic '")]
    [InlineData("Bearer QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "does not begin with 'Basic '")]
    [InlineData("BasicQWxhZGRpbjpvcGVuIHNlc2FtZQ==", "does not begin with 'Basic '")]
    [InlineData("Basic Aladdin:open sesame", "is not base64 after 'Basic '")]
    [InlineData("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ", "is not base64 after 'Basic '")]
    [InlineData("", "is missing")]
    public void Anything_but_Basic_authentication_is_refused(string authorization, string why)
    {
        Assert.StartsWith($"The header Authorization {why}: ", Refusal(authorization, Secret), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_is_missing_or_given_twice_is_refused()
    {
        var right = $"Basic {Encoded(Secret)}";

        Assert.Equal(
            "The header Authorization is missing: have the sender add it.", Basic(Secret).Refusal(WithHeader("Host", "x"), Now));
        Assert.Equal(
            "The header Authorization was sent more than once: send it once.",
            Basic(Secret).Refusal(WithHeader("Authorization", right, right), Now));
    }

    private static string? Refusal(string authorization, string secret) =>
        Basic(secret).Refusal(WithHeader("Authorization", authorization), Now);

    private static SecretAuthenticator Basic(params string[] secrets) =>
        new SecretAuthenticator("Sources__crm", AuthenticationMethod.Basic, null, secrets);

    private static string Encoded(string credentials) => Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials));
}
