namespace AlturBridge.Tests.StandIns.Sample;

public class Phone : Line, ICloneable, IProgress<string>
{
    protected Phone(params string[] numbers) => Numbers = numbers;

    public virtual IReadOnlyList<string> Numbers { get; protected set; }

    public virtual bool? Dial(string number, int rings = 3, Tone tone = Tone.Free) => throw new NotSupportedException();

    public virtual IList<string> Hear(TimeSpan? limit = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object Clone() => throw new NotSupportedException();

    public void Report(string value) => throw new NotSupportedException();

    public sealed override string ToString() => "A phone";

    internal static void IsNotSeenByOthers() => throw new NotSupportedException();
}
