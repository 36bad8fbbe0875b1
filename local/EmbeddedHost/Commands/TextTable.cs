using AlturBridge.Messages;

namespace AlturBridge.EmbeddedHost.Commands;

/// <summary>Aligned columns, as wide as needed; the last one may have any length.</summary>
internal static class TextTable
{
    public static void Write(TextWriter output, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows)
    {
        // Other programs choose some of the ids.
        IReadOnlyList<IReadOnlyList<string>> all = [head, .. rows.Select(row => row.Select(Printable.Of).ToList())];
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        foreach (var row in all)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
