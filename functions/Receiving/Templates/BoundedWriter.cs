using System.Text;

namespace AlturBridge.Receiving.Templates;

/// <summary>What a template writes, up to a little more than the longest body: a template that repeats itself is stopped.</summary>
internal sealed class BoundedWriter : TextWriter
{
    private const int MaxLength = RequestBody.MaxBytes + 4096;
    private readonly StringBuilder text = new();

    public override Encoding Encoding => Encoding.Unicode;

    public override void Write(char value)
    {
        Ensure(1);
        text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        Ensure(buffer.Length);
        text.Append(buffer);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override string ToString() => text.ToString();

    private void Ensure(int more)
    {
        RenderBudget.Spend(more);
        if (text.Length + more > MaxLength)
        {
            throw new TemplateException($"The template gives more than {MaxLength} characters.");
        }
    }
}
