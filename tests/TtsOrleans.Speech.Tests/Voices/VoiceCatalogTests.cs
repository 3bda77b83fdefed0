using Microsoft.Extensions.Logging.Abstractions;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Speech.Tests.Voices;

public sealed class VoiceCatalogTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("voices-").FullName;
    private readonly RecordingLogger _log = new();

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Load_TheRepositorysModels_HasTheEmbeddedVoice()
    {
        var catalog = VoiceCatalog.Load(RepositoryTree.Models, [new LanshanFamily()], null, NullLogger.Instance);

        var voice = Assert.Single(catalog.Voices);
        Assert.Same(voice, catalog.Default);
        Assert.Same(voice, catalog.FindByName("lanshan"));
        Assert.Same(voice, catalog.FindByHash(voice.Hash));
        Assert.Null(catalog.FindByName("Lanshan"));
        Assert.Null(catalog.FindByHash("00"));
        Assert.Matches("^[0-9a-f]{64}$", voice.Hash);
        Assert.Equal("lanshan", catalog.FamilyOf(voice).Name);
    }

    [Fact]
    public void Load_SeveralVoices_DefaultFirstThenByName()
    {
        Put("b");
        Put("a");
        Put("c");

        Assert.Equal(["a", "b", "c"], Names(Load()));
        Assert.Equal(["c", "a", "b"], Names(Load("c")));
        Assert.Equal(3, Load().Voices.Select(voice => voice.Hash).Distinct().Count());
    }

    [Fact]
    public void Load_BrokenFolders_AreNamedWithTheReasonAndLeftOut()
    {
        Put("good");
        File.Delete(Path.Combine(Put("no-weights"), "vocoder.onnx"));
        File.Delete(Path.Combine(Put("no-manifest"), "voice.json"));
        File.WriteAllText(Path.Combine(Put("no-json"), "voice.json"), "{");
        Edit(Put("new-format"), "\"format\": 1", "\"format\": 2");
        Edit(Put("strange"), "\"family\": \"lanshan\"", "\"family\": \"whale\"");
        File.WriteAllText(Path.Combine(Put("damaged"), "acoustic.onnx"), "version https://git-lfs.github.com/spec/v1");
        Swap(Put("swapped"));
        Directory.CreateDirectory(Path.Combine(_root, "notes"));

        Assert.Equal(["good"], Names(Load()));

        Assert.Equal(7, _log.Messages.Count(message => message.Contains("broken", StringComparison.Ordinal)));
        Logged("no-weights", "vocoder.onnx");
        Logged("no-manifest", "voice.json");
        Logged("no-json", "cannot be read");
        Logged("new-format", "format is 2");
        Logged("strange", "'whale' is not known; there is: lanshan");
        Logged("damaged", "acoustic.onnx cannot be loaded");
        Logged("swapped", "is no network of the family lanshan");
    }

    [Fact]
    public void Load_NoVoiceAtAll_NamesTheFolder()
    {
        Directory.CreateDirectory(Path.Combine(_root, "notes"));

        Assert.Contains(_root, Assert.Throws<VoiceException>(() => Load()).Message, StringComparison.Ordinal);

        var absent = Path.Combine(_root, "absent");
        var fault = Assert.Throws<VoiceException>(() => VoiceCatalog.Load(absent, [new LanshanFamily()], null, _log));
        Assert.Contains(absent, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DefaultVoiceAbsent_NamesThoseThatAreThere()
    {
        Put("a");

        var fault = Assert.Throws<VoiceException>(() => Load("z"));

        Assert.Contains("'z'", fault.Message, StringComparison.Ordinal);
        Assert.Contains("there is: a", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hash_ChangesWithEachFile()
    {
        var folder = Put("a");
        var before = Read(folder).Hash;
        Assert.Equal(before, Read(folder).Hash);

        Edit(folder, "\"version\": \"0.1.0\"", "\"version\": \"0.1.1\"");
        var manifest = Read(folder).Hash;
        File.AppendAllText(Path.Combine(folder, "vocoder.onnx"), " ");

        Assert.Equal(3, new[] { before, manifest, Read(folder).Hash }.Distinct().Count());
    }

    private static Voice Read(string folder) => Voice.Read(folder, NullLogger.Instance);

    private static IEnumerable<string> Names(VoiceCatalog catalog) => catalog.Voices.Select(voice => voice.Manifest.Name);

    private VoiceCatalog Load(string? defaultVoice = null) => VoiceCatalog.Load(_root, [new LanshanFamily()], defaultVoice, _log);

    private void Logged(string folder, string reason) =>
        Assert.Contains(_log.Messages, message => message.Contains($"folder {folder} ", StringComparison.Ordinal) && message.Contains(reason, StringComparison.Ordinal));

    private string Put(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RepositoryTree.Models, "lanshan")))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        Edit(folder, "\"name\": \"lanshan\"", $"\"name\": \"{name}\"");
        return folder;
    }

    private static void Edit(string folder, string from, string to)
    {
        var path = Path.Combine(folder, "voice.json");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private static void Swap(string folder)
    {
        var (acoustic, vocoder, aside) = (Path.Combine(folder, "acoustic.onnx"), Path.Combine(folder, "vocoder.onnx"), Path.Combine(folder, "aside"));
        File.Move(acoustic, aside);
        File.Move(vocoder, acoustic);
        File.Move(aside, vocoder);
    }
}
