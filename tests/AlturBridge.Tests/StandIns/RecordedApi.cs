namespace AlturBridge.Tests.StandIns;

/// <summary>What the official assemblies offer, as recorded from them by reflection.</summary>
internal sealed class RecordedApi(IEnumerable<ApiLine> lines)
{
    private static readonly string[] TypeKinds = ["class", "struct", "interface", "enum", "delegate"];

    private readonly ILookup<string, ApiLine> _lines = lines.ToLookup(line => line.Type);

    public static RecordedApi Read(string folder) =>
        new(Directory.EnumerateFiles(folder, "*.tsv").SelectMany(file => File.ReadLines(file).Skip(1)).Select(ApiLine.Parse));

    public ApiLine? Type(string type) => _lines[type].SingleOrDefault(IsType);

    public IEnumerable<ApiLine> Members(string type) => _lines[type].Where(line => !IsType(line));

    private static bool IsType(ApiLine line) => TypeKinds.Contains(line.Kind);
}
