using AlturBridge.Numbers;

namespace AlturBridge.Tests.Numbers;

public sealed class PhoneCaseTests
{
    public static TheoryData<int> Cases => new(Enumerable.Range(0, PhoneCase.Count));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_recorded_case_gives_its_number_or_its_refusal(int index)
    {
        var recorded = PhoneCase.At(index);

        switch (recorded.Options.Read(recorded.Text))
        {
            case PhoneResult.Number number:
                Assert.Equal(recorded.E164, number.E164);
                break;
            case PhoneRefusal refused:
                Assert.Null(recorded.E164);
                Assert.Equal(recorded.Refusal, RefusalName.Of(refused));
                break;
        }
    }

    [Fact]
    public void No_recorded_configuration_has_a_mistake()
    {
        Assert.All(
            Enumerable.Range(0, PhoneCase.Count),
            static index => Assert.Empty(PhoneCase.At(index).Options.Problems("Sources__crm__Phone")));
    }
}
