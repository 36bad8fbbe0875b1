namespace AlturBridge.Receiving.Phones;

/// <summary>How the phone numbers of one source are read: <c>Sources__&lt;name&gt;__Phone__*</c> (docs/phone-numbers.md).</summary>
public sealed class PhoneOptions
{
    /// <summary>The country of numbers that name none, as digits without a plus sign (<c>52</c>); null refuses such numbers.</summary>
    public string? DefaultCallingCode { get; set; }

    /// <summary>How many digits a number of that country has, without the calling code and the trunk prefix. Exact: no other length is read.</summary>
    public IList<int> NationalLengths { get; } = [];

    /// <summary>What that country dials before a national number and leaves out after its calling code (<c>0</c> in most of Europe).</summary>
    public string? TrunkPrefix { get; set; }

    /// <summary>What the people who type the numbers dial in place of the plus sign: <c>00</c>, <c>011</c>.</summary>
    public IList<string> InternationalPrefixes { get; } = [];

    /// <summary>The only calling codes that are called; empty for those of all countries.</summary>
    public IList<string> AllowedCallingCodes { get; } = [];

    /// <summary>Beginnings of numbers that are never called, calling code first and without a plus sign (<c>1876</c>).</summary>
    public IList<string> DeniedPrefixes { get; } = [];

    public ExtensionHandling OnExtension { get; set; } = ExtensionHandling.Refuse;

    /// <summary>Leaves <c>+52 1</c> and ten digits as they are. Mexico dropped that 1 in 2019.</summary>
    public bool KeepMexicanMobilePrefix { get; set; }

    /// <summary>
    /// Takes a number that is in E.164 form already as it is: whoever sends that has looked at it. Only the lists of allowed and denied
    /// numbers apply to it.
    /// </summary>
    public bool TrustE164 { get; set; }

    /// <param name="setting">Where these options are set, such as <c>Sources__crm__Phone</c>.</param>
    /// <returns>One sentence per mistake, saying how to mend it.</returns>
    public IEnumerable<string> Problems(string setting) => PhoneOptionsRules.Problems(this, setting);
}
