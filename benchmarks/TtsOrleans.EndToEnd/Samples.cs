namespace TtsOrleans.EndToEnd;

/// <summary>Measured values of one kind, in milliseconds or as ratios.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public int Count => _values.Count;

    public double P50 => Percentile(0.50);

    public double P95 => Percentile(0.95);

    public void Add(double value) => _values.Add(value);

    /// <summary>Nearest rank.</summary>
    private double Percentile(double share) => _values.Order().ElementAt((int)Math.Ceiling(share * _values.Count) - 1);
}
