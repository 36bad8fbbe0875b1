using System.Globalization;
using System.Text.Json;
using AlturBridge.LoadTests.Measurements;
using Spectre.Console;

namespace AlturBridge.LoadTests;

/// <summary>The figures as human-readable tables or as JSON.</summary>
internal sealed class Report(bool json)
{
    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public void Show(IReadOnlyList<Figure> figures)
    {
        if (json)
        {
            return;
        }

        var table = new Table().Border(TableBorder.Minimal);
        table.AddColumns(
            new TableColumn("figure"),
            new TableColumn("measured").RightAligned(),
            new TableColumn("baseline").RightAligned(),
            new TableColumn("ratio").RightAligned(),
            new TableColumn("target").RightAligned());
        foreach (var figure in figures)
        {
            table.AddRow(
                Markup.Escape(figure.Name),
                $"{Number(figure.Value)} {figure.Unit}",
                figure.Baseline is { } baseline
                    ? $"{Number(baseline)}{Environment.NewLine}{Markup.Escape(figure.BaselineName ?? string.Empty)}"
                    : string.Empty,
                figure.Ratio is { } ratio ? Percent(ratio) : string.Empty,
                Target(figure));
        }

        AnsiConsole.Write(table);
    }

    public void End(IReadOnlyList<Figure> all)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(all, Options));
            return;
        }

        var missed = all.Where(figure => !figure.MeetsTarget).ToList();
        AnsiConsole.MarkupLine(missed.Count == 0
            ? "[green]Every target is met.[/]"
            : $"[red]Missed: {Markup.Escape(string.Join("; ", missed.Select(figure => figure.Name)))}[/]");
    }

    private static string Target(Figure figure)
    {
        var target = figure switch
        {
            { Target: { } share } => $"at least {Percent(share)}",
            { Limit: { } limit } => $"below {Number(limit)} {figure.Unit}",
            _ => string.Empty,
        };

        return target.Length == 0 ? target : $"[{(figure.MeetsTarget ? "green" : "red")}]{target}[/]";
    }

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 10 ? "0.00" : Math.Abs(value) < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share.ToString("0 %", CultureInfo.InvariantCulture);
}
