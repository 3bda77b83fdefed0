using System.Threading.Channels;
using TtsOrleans.Cluster.Testing.Waiting;
using TtsOrleans.Speech.Synthesis;
using TtsOrleans.Speech.Voices;

namespace TtsOrleans.Grains.Tests.Synthesis;

/// <summary>
/// Engines that make a fixed noise in three windows and, while <see cref="Held"/>, stop before each until the test lets them go on.
/// </summary>
internal sealed class BarrierFamily : IVoiceFamily
{
    public const int Windows = 3;
    public const int FramesPerUnit = 2;
    public const int Hop = 300;

    private readonly Channel<BarrierRun> _runs = Channel.CreateUnbounded<BarrierRun>();
    private readonly Changes _changes = new();
    private int _disposed;

    public string Name => "lanshan";

    public string Fingerprint => "barrier-1";

    /// <summary>Added to every byte: another salt is another voice to the ear.</summary>
    public int Salt { get; init; }

    /// <summary>Whether runs stop at the barrier.</summary>
    public bool Held { get; set; }

    /// <summary>Whether runs at the barrier hear no cancellation, as native code does not.</summary>
    public bool Deaf { get; set; }

    /// <summary>Makes runs of units that match fail.</summary>
    public Func<EngineInput, bool> Fails { get; set; } = _ => false;

    public int Disposed => Volatile.Read(ref _disposed);

    /// <summary>The next run to begin.</summary>
    public async Task<BarrierRun> NextRunAsync() => await _runs.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));

    public bool TryNextRun(out BarrierRun? run) => _runs.Reader.TryRead(out run);

    /// <summary>Ends once there is a run to take.</summary>
    public async Task UntilRunAsync(CancellationToken cancellationToken) => await _runs.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Ends once so many engines were disposed.</summary>
    public Task UntilDisposedAsync(int engines) => _changes.UntilAsync($"{engines} engines are disposed", () => Disposed >= engines);

    public ISpeechEngine Load(Voice voice) => new BarrierEngine(this);

    private sealed class BarrierEngine(BarrierFamily family) : ISpeechEngine
    {
        private int _inUse;

        public IEnumerable<EngineOutput> Speak(EngineInput input, CancellationToken cancellationToken)
        {
            Assert.Equal(1, Interlocked.Increment(ref _inUse));
            try
            {
                var run = new BarrierRun(input, Thread.CurrentThread.Name, Thread.CurrentThread.IsThreadPoolThread);
                if (family.Held)
                {
                    family._runs.Writer.TryWrite(run);
                }

                if (family.Fails(input))
                {
                    throw new InvalidOperationException("This engine was told to fail.");
                }

                yield return new FrameDurations([.. Enumerable.Repeat(FramesPerUnit, input.Sy.Length)], Hop);
                var samples = input.Sy.Length * FramesPerUnit * Hop;
                for (var window = 0; window < Windows; window++)
                {
                    if (family.Held)
                    {
                        run.Pass(family.Deaf ? CancellationToken.None : cancellationToken);
                    }

                    cancellationToken.ThrowIfCancellationRequested();
                    var (begin, end) = (samples * window / Windows, samples * (window + 1) / Windows);
                    run.Windows++;
                    yield return new PcmWindow(begin, Noise(input, begin, end, family.Salt));
                }
            }
            finally
            {
                Interlocked.Decrement(ref _inUse);
            }
        }

        public void Dispose()
        {
            Assert.Equal(0, Volatile.Read(ref _inUse));
            Interlocked.Increment(ref family._disposed);
            family._changes.Tell();
        }

        private static byte[] Noise(EngineInput input, int begin, int end, int salt)
        {
            var pcm = new byte[(end - begin) * 2];
            for (var i = 0; i < pcm.Length; i++)
            {
                pcm[i] = (byte)((begin * 2) + i + input.Sy[0] + (input.Sy.Length * 7) + input.Emotion + salt);
            }

            return pcm;
        }
    }
}

/// <summary>One run of a <see cref="BarrierFamily"/>'s engine.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "A semaphore nobody took the handle of holds nothing to release.")]
internal sealed class BarrierRun(EngineInput input, string? thread, bool onPool)
{
    private readonly SemaphoreSlim _barrier = new(0);
    private readonly Changes _changes = new();
    private int _windows;

    public EngineInput Input => input;

    public string? ThreadName => thread;

    public bool OnThreadPool => onPool;

    public int Windows
    {
        get => Volatile.Read(ref _windows);
        set
        {
            Volatile.Write(ref _windows, value);
            _changes.Tell();
        }
    }

    /// <summary>Ends once it has made so many windows.</summary>
    public Task UntilAsync(int windows) => _changes.UntilAsync($"{windows} windows are made", () => Windows >= windows);

    /// <summary>Lets the run make so many windows more.</summary>
    public void LetGo(int windows = BarrierFamily.Windows) => _barrier.Release(windows);

    public void Pass(CancellationToken cancellationToken) => _barrier.Wait(cancellationToken);
}
